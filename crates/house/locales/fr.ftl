# The words that several features' pages share.

tab-feed = Fil
tab-documents = Documents
tab-members = Membres
tab-settings = Réglages

# The words that several features' pages share.

tab-feed = Fil
tab-members = Membres
tab-settings = Réglages

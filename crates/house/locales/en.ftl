# The words that several features' pages share.

tab-feed = Feed
tab-documents = Documents
tab-members = Members
tab-settings = Settings

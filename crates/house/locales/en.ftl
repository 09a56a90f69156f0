# The words that several features' pages share.

tab-feed = Feed
tab-members = Members
tab-settings = Settings

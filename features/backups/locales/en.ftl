# The words of backups.

## The page
backups = Backups
backups-purpose = A backup is one file that holds the whole network: accounts, spaces, posts, messages and files. If this machine breaks or something is erased by mistake, that file brings all of it back on another one.
back = Back
last-made = Last backup
never-made = None was made yet
last-proven = Last verification
never-proven = No backup was verified yet
done-by = by { $name }
done-by-command = from the command line
owners-only = The network’s owners make backups and download them. You can verify those kept here.

## Making one
make-title = Back up
make = Back up now
protection = Protection
with-key = With a key (recommended)
with-key-hint = The file is encrypted: without the key, nobody can read it. It is shown to you once. You will be able to download the file.
without-key = Without a key
without-key-hint = Whoever holds the file reads everything, private messages included. So it stays on this machine and is not downloaded from here. The codes of second proofs are not in it.

## The key
key-title = The key of this backup
key-purpose = Copy or print this key, and keep it somewhere else than on this machine. It is shown once and stored nowhere: without it the backup can never be read again, not even by you.
key-of = It opens { $file }. Network { $network }, backup begun on { $date }.
key-noted = The key is safe
print-key = Print the key

## What is under way
saving = Backing up.
proving = Verifying.
stage-rows = Copying the database:
stage-files = Copying files:
stage-sealing = Encrypting:
stage-opening = Decrypting:
stage-hashing = Reading every file:
stage-restoring = Restoring aside:
stage-comparing = Comparing:
percent = { $n }%
under-way-hint = You may leave this page: the work goes on, and everybody can keep posting.
look-again = Look again
saved = The backup is made. Verify it to be sure that it comes back whole.
proven = Verification passed: everything comes back, down to the last file.
not-saved = The backup was not completed.
not-proven = The verification was not completed.
trouble-full = The disk is full. Make room, then start again; nothing was lost.
trouble-disk = The disk or the storage of files did not answer as it should. Start again; if it happens again, have the disk checked.
trouble-database = The database did not answer. Start again in a moment.
trouble-key = This is not the key of this backup, or the file was altered. Check the key, then start again.
trouble-damaged = What comes back is not what was saved: this file is damaged. Make a new backup now.
trouble-newer = It comes from a newer Palabre. Update this program first.
trouble-stopped = The program was stopped meanwhile. Start again: nothing incomplete was kept.
trouble-other = The program met an error. Start again; the server’s log says what happened.

## What is kept
kept = Backups kept on this machine
none-kept = No backup here
none-kept-hint = The first one you make will appear here, to be verified and downloaded.
kept-hint = The last { $count } are kept, and the last one that was verified. A copy elsewhere protects from theft and fire too.
folder = Folder:
no-key = Without a key
unproven = Not verified yet
proven-on = Verified: { $date }
damaged = Damaged
damaged-advice = Do not count on this file: make a new backup.
holds = { $people }, { $spaces }, { $items }, { $files }
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
spaces = { $count ->
    [one] { $count } space
   *[other] { $count } spaces
 }
items = { $count ->
    [one] { $count } post or comment
   *[other] { $count } posts and comments
 }
files = { $count ->
    [one] { $count } file
   *[other] { $count } files
 }
gone = { $count ->
    [one] { $count } file was already missing from the storage.
   *[other] { $count } files were already missing from the storage.
 }
fetch = Download
fetch-which = Download the backup: { $date }
verify = Verify
verify-which = Verify the backup: { $date }
remove = Delete
remove-which = Delete the backup: { $date }

## Verifying, deleting
verify-title = Verify a backup
verify-purpose = The backup ({ $date }) is restored aside, then every table is counted again and every file read again. Nothing changes in the network, and nothing remains of the trial.
key-label = Key of the backup
key-hint = The one you copied or printed, with its dashes. It is not stored.
key-wanted = Give the key: the backup cannot be opened without it.
remove-title = Delete this backup?
remove-consequence = The backup ({ $date }) will be erased from this machine for good. Copies that you downloaded stay.

## Putting it back
restore-title = Bring the network back
restore-purpose = On a machine where Palabre is installed, with an empty folder:
restore-copy = Copy the backup’s file there.
restore-key = Write the key into a text file called { $file }.
restore-run = Run this command. At its end it prints how many rows and files came back.
restore-postgres = For an empty PostgreSQL database, add:
restore-start = Start the program:
restore-counts = Everybody signs in as before. The Storage page shows the same numbers on both sides.
key-file = key.txt
by-command = For a backup every night, schedule on the machine:
some-file = file.palabre

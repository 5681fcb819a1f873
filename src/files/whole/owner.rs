//! Whose a file is and what others may do with it, kept when another one takes its place.

use std::fs::{File, Metadata};
use std::io;

/// Gives a file the owner, the group and the permissions of the one it will replace. Where the owner or the group must
/// change, the rights that a program had by them go: the file is no longer the one that was trusted.
#[cfg(unix)]
pub(super) fn keep(file: &File, old: &Metadata) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    const SET_USER: u32 = 0o4000;
    const SET_GROUP: u32 = 0o2000;
    let owners = |metadata: &Metadata| (metadata.uid(), metadata.gid());
    if owners(&file.metadata()?) != owners(old) && fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        // Only the superuser may give a file away; a group that one belongs to can be kept.
        let _ = fchown(file, None, Some(old.gid()));
    }
    let (uid, gid) = owners(&file.metadata()?);
    let mut mode = old.permissions().mode();
    if uid != old.uid() {
        mode &= !(SET_USER | SET_GROUP);
    }
    if gid != old.gid() {
        mode &= !SET_GROUP;
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// Gives a file the permissions of the one it will replace.
#[cfg(not(unix))]
pub(super) fn keep(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

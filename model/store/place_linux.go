package store

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

var writeRefused = []error{fs.ErrPermission, unix.EROFS}

// remoteTypes are the file systems of other computers, as statfs names them.
var remoteTypes = map[uint32]bool{
	unix.NFS_SUPER_MAGIC:  true,
	unix.SMB_SUPER_MAGIC:  true,
	unix.SMB2_SUPER_MAGIC: true,
	unix.CIFS_SUPER_MAGIC: true,
	unix.CODA_SUPER_MAGIC: true,
	unix.AFS_SUPER_MAGIC:  true,
	unix.NCP_SUPER_MAGIC:  true,
	unix.CEPH_SUPER_MAGIC: true,
}

func isRemote(dir string) bool {
	var s unix.Statfs_t
	return unix.Statfs(dir, &s) == nil && remoteTypes[uint32(s.Type)]
}

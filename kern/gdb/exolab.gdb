# SPDX-License-Identifier: MIT
#
# exolab.gdb - what "make gdb" starts gdb with: settings, our commands (exolab.py), the connection
# to the machine that "make qemu-nox-gdb" holds at its first instruction, and a run to the boot
# sector. From the root of the tree, with EXOLAB_OBJ and EXOLAB_GDBPORT in the environment.

set confirm off
set pagination off
set print pretty on
set tcp connect-timeout 5

source kern/gdb/exolab.py

# Before a stop is shown: which code is this, 16 bits or 32, and whose?
define hook-stop
python exolab_stopped()
end

python exolab_connect()

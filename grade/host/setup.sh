#!/bin/sh
# SPDX-License-Identifier: MIT
#
# setup.sh - "make setup" and "make doctor": are the tools there, and new enough?
#
#	setup.sh		looks, and installs what is missing through apt-get; on a system
#				with another package manager it prints the command to type
#	setup.sh --check	only looks
#
# One line for each tool. Ends with status 1 if something that is required is missing at the end.
# Runs on a machine that has neither make nor a compiler: sh grade/host/setup.sh

set -u

# The tools. Fields: required or optional; command; minimum version ("-": any); packages by the
# names of apt, dnf, pacman and brew ("-": the system has no such package); what it is for.
# No single compiler is required; check_compiler judges whether there is one that serves.
# qemu-window is no command but a part of QEMU, looked for only where a screen is.
tools() {
	cat <<'EOF'
required|make|4.2|make|make|make|make|runs every command of README.md
required|ld|2.35|binutils|binutils|binutils|binutils|links the image
required|python3|3.9|python3|python3|python|python3|the build and the autograder
required|qemu-system-i386|7.0|qemu-system-x86|qemu-system-x86-core|qemu-system-x86|qemu|the machine
required|mke2fs|1.45|e2fsprogs|e2fsprogs|e2fsprogs|e2fsprogs|the file system on the disk
required|debugfs|1.45|e2fsprogs|e2fsprogs|e2fsprogs|e2fsprogs|the same
required|e2fsck|1.45|e2fsprogs|e2fsprogs|e2fsprogs|e2fsprogs|the same
optional|gcc|12|gcc|gcc|gcc|gcc|compiles the image on an x86 host
optional|clang|14|clang|clang|clang|llvm|LLVM=1
optional|ld.lld|14|lld|lld|lld|lld|LLVM=1
optional|llvm-objcopy|14|llvm|llvm|llvm|llvm|LLVM=1
optional|i686-linux-gnu-gcc|12|gcc-i686-linux-gnu|-|-|-|TOOLPREFIX=i686-linux-gnu-
optional|i686-linux-gnu-ld|2.35|binutils-i686-linux-gnu|-|-|-|TOOLPREFIX=i686-linux-gnu-
optional|qemu-window|-|qemu-system-gui|qemu-ui-gtk|qemu-ui-gtk|-|make qemu, with a window
optional|gdb|12|gdb|gdb|gdb|gdb|make gdb
optional|git|2.20|git|git|git|git|make handout
optional|bochs|2.7|bochs bochsbios vgabios bochs-term|bochs|bochs|bochs|make bochs, EMU=bochs
optional|script|2.30|bsdutils|util-linux-script|util-linux|util-linux|make bochs-nox
optional|pandoc|2.10|pandoc|pandoc|pandoc|pandoc|make book
optional|sfdisk|2.30|fdisk|util-linux|util-linux|util-linux|make check
optional|clang-format-14|14|clang-format-14|-|-|-|make lint
optional|cppcheck|2.7|cppcheck|cppcheck|cppcheck|cppcheck|make lint
EOF
}

# Where distributions keep administrators' tools, also for other users.
PATH=$PATH:/usr/sbin:/sbin:/opt/homebrew/opt/e2fsprogs/sbin

# Prints the first thing in the output of "$1 --version" that looks like a version.
version_of() {
	case $1 in
	bochs) bochs -n -q -f /nonexistent </dev/null 2>&1 | grep -a Emulator ;;
	mke2fs | debugfs | e2fsck) "$1" -V 2>&1 </dev/null ;;
	*) "$1" --version 2>&1 </dev/null ;;
	esac | LC_ALL=C awk 'match($0, /[0-9]+\.[0-9]+(\.[0-9]+)*/) {
		print substr($0, RSTART, RLENGTH); exit }'
}

# Whether version $1 is $2 or newer. Numbers between dots are compared one by one.
at_least() {
	LC_ALL=C awk -v have="$1" -v want="$2" 'BEGIN {
		split(have, h, "."); n = split(want, w, ".")
		for (i = 1; i <= n; i++)
			if (h[i] + 0 != w[i] + 0)
				exit !(h[i] + 0 > w[i] + 0)
	}'
}

# Whether QEMU can open a window, or there is no screen to open one on.
has_window() {
	[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ] || return 0
	qemu-system-i386 -display help 2>/dev/null | grep -qE 'gtk|sdl|cocoa'
}

# Sets state to "ok", "missing" or "too old", and version, for command $1 and minimum $2.
look_at() {
	version=-
	state=missing
	if [ "$1" = qemu-window ]; then
		has_window && state=ok
		return 0
	fi
	command -v "$1" >/dev/null 2>&1 || return 0
	state=ok
	version=$(version_of "$1")
	version=${version:-unknown}
	[ "$2" = - ] || [ "$version" = unknown ] || at_least "$version" "$2" || state='too old'
}

# Prints a line for each tool. Sets missing to the tools' lines that are not in order, failed to 1
# if a required one is among them, and good to the commands that are in order, between spaces.
check_tools() {
	missing=
	failed=0
	good=' '
	while IFS='|' read -r need cmd min apt dnf pacman brew use; do
		look_at "$cmd" "$min"
		note=
		if [ "$state" = ok ]; then
			good="$good$cmd "
		else
			missing="$missing$need|$cmd|$min|$apt|$dnf|$pacman|$brew|$use
"
			note="  <- $need"
			[ "$need" = optional ] || failed=1
		fi
		[ "$min" = - ] && min='' || min="($min or newer)"
		printf '%-8s %-19s %-9s %-16s %s%s\n' \
			"$state" "$cmd" "$version" "$min" "$use" "$note"
	done <<-EOF
	$(tools)
	EOF
	check_compiler
}

has() {
	case $good in *" $1 "*) return 0 ;; esac
	return 1
}

# At least one compiler must be able to make i386 code here. gcc of another host does not.
check_compiler() {
	case $(uname -m) in
	x86_64 | amd64 | i?86) has gcc && return ;;
	esac
	if has clang && has ld.lld && has llvm-objcopy; then
		echo "note: build with LLVM=1"
	elif has i686-linux-gnu-gcc && has i686-linux-gnu-ld; then
		echo "note: build with TOOLPREFIX=i686-linux-gnu-"
	else
		echo "missing  a compiler: gcc on an x86 host, clang with lld anywhere  <- required"
		failed=1
	fi
}

# The packages of all tools in $missing, by the names of package manager $1.
packages_for() {
	case $1 in
	apt-get) column=4 ;;
	dnf) column=5 ;;
	pacman) column=6 ;;
	brew) column=7 ;;
	esac
	printf '%s' "$missing" | cut -d'|' -f"$column" | tr ' ' '\n' | grep -v '^-$' | sort -u |
		tr '\n' ' '
}

# Prints the command that becomes root, or nothing if we are. Fails if there is no way to.
as_root() {
	[ "$(id -u)" -eq 0 ] && return 0
	command -v sudo >/dev/null 2>&1 && echo sudo
}

# Only the packages in $1 that this system's archive has; the others are told of.
available() {
	for package in $1; do
		if apt-cache show "$package" >/dev/null 2>&1; then
			echo "$package"
		else
			echo "setup: this system has no package $package" >&2
		fi
	done
}

install_with_apt() {
	packages=$(packages_for apt-get)
	if ! root=$(as_root); then
		echo "setup: as root, type: apt-get update && apt-get install -y $packages"
		return 1
	fi
	$root apt-get -qq update || return 1
	packages=$(available "$packages" | tr '\n' ' ')
	[ -n "$packages" ] || return 0
	echo "setup: installing $packages"
	# shellcheck disable=SC2086 # a list of words
	$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
		-o Dpkg::Use-Pty=0 $packages >/dev/null
}

# Installs what is missing, or says what to type.
install_missing() {
	for manager in apt-get dnf pacman brew; do
		command -v "$manager" >/dev/null 2>&1 || continue
		case $manager in
		apt-get) install_with_apt ;; # its status is ours
		dnf) echo "setup: type: sudo dnf install $(packages_for dnf)" ;;
		pacman) echo "setup: type: sudo pacman -S --needed $(packages_for pacman)" ;;
		brew) echo "setup: type: brew install $(packages_for brew)" ;;
		esac
		return
	done
	echo "setup: no package manager that I know; install by hand what is missing above"
}

case ${1:-} in
'' | --check) ;;
*)
	echo "usage: setup.sh [--check]" >&2
	exit 2
	;;
esac

check_tools
if [ -n "$missing" ] && [ "${1:-}" != --check ]; then
	if ! install_missing; then
		echo "setup: the installation failed"
		exit 1
	fi
	echo
	check_tools
fi
if [ "$failed" -ne 0 ]; then
	echo "setup: something required is missing; see above"
	exit 1
fi
if [ -n "$missing" ]; then
	echo "setup: all that is required is there; some optional tools are not"
else
	echo "setup: everything is there"
fi

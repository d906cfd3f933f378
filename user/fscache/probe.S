/* SPDX-License-Identifier: MIT */
/*
 * probe.S - the file server's probe(), for its cache by itself.
 */
#include <user/fs/probe.S>

# SPDX-License-Identifier: MIT
"""The groups of make check."""

// wrong: who uses a block that cannot be read, and is not probe(), tries it again for ever.
// loses: fs_io_read
/* EXERCISE 5.4 fault */
-		panic("block %u, which is in use, cannot be read again: %e", block, r);
+		return;
/* END EXERCISE 5.4 */

// wrong: nobody looks whether the BIOS could read the disk.
// loses: boot_refuses
/* EXERCISE 1.1 boot_sector */
-	jc	fail
/* END EXERCISE 1.1 */

// wrong: the disk counts as busy for ever.
// loses: disk_order
/* EXERCISE 5.3 move_on */
-	at_disk = NULL;
/* END EXERCISE 5.3 */

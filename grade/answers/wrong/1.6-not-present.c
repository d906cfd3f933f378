// wrong: present is never set, so nothing is sent.
// loses: boot_kernel
/* EXERCISE 1.6 serial_init */
-	present = true;
/* END EXERCISE 1.6 */

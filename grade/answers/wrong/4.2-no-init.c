// wrong: the startup interrupt comes without INIT before it.
// loses: smp_count
/* EXERCISE 4.2 start */
-	lapic_send_init(apic_id);
/* END EXERCISE 4.2 */

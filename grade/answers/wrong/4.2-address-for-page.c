// wrong: the startup interrupt names the address, not the page.
// loses: smp_count
/* EXERCISE 4.2 start */
-		send_startup(apic_id, AP_START >> PGSHIFT);
+		send_startup(apic_id, AP_START);
/* END EXERCISE 4.2 */

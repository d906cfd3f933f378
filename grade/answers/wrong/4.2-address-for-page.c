// wrong: the startup interrupt names the address, not the page.
// loses: smp_count
/* EXERCISE 4.2 start */
-		lapic_send_startup(apic_id, AP_START >> PGSHIFT);
+		lapic_send_startup(apic_id, (uint8_t)AP_START);
/* END EXERCISE 4.2 */

// wrong: when the processor came, memory_lock is still held.
// loses: smp_count
/* EXERCISE 4.2 start */
-	unlock(&memory_lock);
-	cpu->cpu_apic_id = apic_id;
+	cpu->cpu_apic_id = apic_id;
/* END EXERCISE 4.2 */

// wrong: cpu_apic_id is not set: nobody can wake the processor.
// loses: smp_count
/* EXERCISE 4.2 start */
-	cpu->cpu_apic_id = apic_id;
/* END EXERCISE 4.2 */

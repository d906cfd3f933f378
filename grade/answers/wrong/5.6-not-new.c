// wrong: a block is not noted as new.
// loses: fs_near fs_order_names
/* EXERCISE 5.6 block_alloc */
-			block_set(block, B_NEW);
/* END EXERCISE 5.6 */

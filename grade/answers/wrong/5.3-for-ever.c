// wrong: a request that begins gets no patience: if the disk never answers it, it is never given up.
// loses: disk_errors
/* EXERCISE 5.3 begin_next */
-			patience_left = patience;
/* END EXERCISE 5.3 */

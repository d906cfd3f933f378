// wrong: the new environment is not marked as running: it stays first in the queue.
// loses: env_yield
/* EXERCISE 3.5 env_run */
-	env_set_status(e, ENV_RUNNING);
/* END EXERCISE 3.5 */

/** So many ms after something has come up nothing answers it: nobody can have read it. */
export const graceMs = 150;

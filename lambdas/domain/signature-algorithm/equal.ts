/** Whether two byte strings are the same; digests and serials are no secrets. */
export const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

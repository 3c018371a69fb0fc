// Types of what the browser tests use too.
export function findFreePort(): Promise<number>;

// One test waits as long as an upstream may take.
jest.setTimeout(30_000);

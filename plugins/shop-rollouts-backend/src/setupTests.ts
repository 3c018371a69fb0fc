// Most tests run whole clusters in this process, also on slow machines.
jest.setTimeout(30_000);

import {
  describeNetworkProblem,
  describeTakenNetwork,
  findFreeNetwork,
  formatNetwork,
  parseNetwork,
  subnet,
} from './network';

const TAKEN = [
  { cidr: '10.20.0.0/16', environment: 'shop-dev/ap-northeast-2/dev' },
  { cidr: '10.30.0.0/16', environment: 'shop-prod/ap-northeast-2/prod' },
];

describe('describeNetworkProblem', () => {
  it.each(['10.50.0.0/16', '172.31.240.0/20', '192.168.0.0/16'])(
    'takes %s',
    cidr => {
      expect(describeNetworkProblem(cidr)).toBeUndefined();
    },
  );

  const NOT_A_NETWORK = 'Write a network such as 10.50.0.0/16.';
  it.each([
    ['', NOT_A_NETWORK],
    ['10.50.0.0', NOT_A_NETWORK],
    ['10.50/16', NOT_A_NETWORK],
    ['010.50.0.0/16', NOT_A_NETWORK],
    ['10.256.0.0/16', NOT_A_NETWORK],
    ['10.50.0.0/16\n', NOT_A_NETWORK],
    ['10.50.0.0/33', NOT_A_NETWORK],
    ['fd00::/16', NOT_A_NETWORK],
    ['10.0.0.0/8', 'Use a size from /16 to /20.'],
    ['10.50.0.0/24', 'Use a size from /16 to /20.'],
    ['10.50.3.0/16', "Start at the network's first address: 10.50.0.0/16."],
    [
      '8.8.0.0/16',
      'Use a private network: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
    ],
    [
      '172.32.0.0/16',
      'Use a private network: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
    ],
  ])('refuses %j', (cidr, problem) => {
    expect(describeNetworkProblem(cidr)).toBe(problem);
  });
});

describe('describeTakenNetwork', () => {
  it.each([
    ['10.20.0.0/16', 'shop-dev/ap-northeast-2/dev (10.20.0.0/16)'],
    ['10.20.240.0/20', 'shop-dev/ap-northeast-2/dev (10.20.0.0/16)'],
    ['10.30.16.0/20', 'shop-prod/ap-northeast-2/prod (10.30.0.0/16)'],
  ])('says who has addresses of %s', (cidr, who) => {
    expect(describeTakenNetwork(cidr, TAKEN)).toContain(
      `${cidr} overlaps ${who}. Try 10.`,
    );
  });

  it('says nothing of a neighbour', () => {
    expect(describeTakenNetwork('10.21.0.0/16', TAKEN)).toBeUndefined();
    expect(describeTakenNetwork('10.19.240.0/20', TAKEN)).toBeUndefined();
  });

  it('knows what is free', () => {
    const first = { cidr: '10.0.0.0/15', environment: 'a/b/c' };
    expect(findFreeNetwork(16, [first, ...TAKEN])).toBe('10.2.0.0/16');
    const all = { cidr: '10.0.0.0/8', environment: 'a/b/c' };
    expect(describeTakenNetwork('10.2.0.0/16', [all])).toBe(
      '10.2.0.0/16 overlaps a/b/c (10.0.0.0/8). Choose another network.',
    );
  });
});

it('cuts a network into parts', () => {
  const network = parseNetwork('10.50.0.0/16');
  const parts = [0, 1, 15].map(
    index => network && formatNetwork(subnet(network, 4, index)),
  );
  expect(parts).toEqual(['10.50.0.0/20', '10.50.16.0/20', '10.50.240.0/20']);
});

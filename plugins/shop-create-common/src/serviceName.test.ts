import { describeServiceNameProblem } from './serviceName';

describe('describeServiceNameProblem', () => {
  it.each(['reviews', 'web', 'order-api-2', 'a'.repeat(40)])(
    'takes %s',
    name => {
      expect(describeServiceNameProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['Reviews', '"Reviews" has a capital. Try "reviews".'],
    [
      'my service',
      '"my service" has " ". Use small letters, digits and dashes.',
    ],
    [
      'my_service',
      '"my_service" has "_". Use small letters, digits and dashes.',
    ],
    ['../deploy', '"../deploy" has ".". Use small letters, digits and dashes.'],
    [
      'reviews\n',
      '"reviews\n" has "\n". Use small letters, digits and dashes.',
    ],
    ['ab', 'Use 3 to 40 characters.'],
    ['', 'Use 3 to 40 characters.'],
    ['a'.repeat(41), 'Use 3 to 40 characters.'],
    ['2reviews', 'Start with a letter.'],
    ['-reviews', 'Start with a letter.'],
    ['reviews-', 'End with a letter or a digit.'],
  ])('refuses %j', (name, problem) => {
    expect(describeServiceNameProblem(name)).toBe(problem);
  });
});

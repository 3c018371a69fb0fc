import { FakeClock } from '../testUtils/FakeClock';
import { WorkQueue } from './WorkQueue';

const turn = () => new Promise(setImmediate);

describe('WorkQueue', () => {
  const clock = FakeClock.install();

  it('works once on a key that is added again while it waits', async () => {
    const worked: string[] = [];
    const queue = WorkQueue.create({
      work: key => {
        worked.push(key);
        return Infinity;
      },
      onError: () => {},
    });
    queue.add('a');
    queue.add('b');
    queue.add('a');
    await turn();
    await turn();
    await turn();
    expect(worked).toEqual(['a', 'b']);
  });

  it('tries again what failed', async () => {
    const errors: unknown[] = [];
    let attempts = 0;
    const queue = WorkQueue.create({
      work: () => {
        attempts += 1;
        if (attempts < 2) {
          throw new Error('not yet');
        }
        return Infinity;
      },
      onError: error => errors.push(error),
    });
    queue.add('a');
    await turn();
    expect(errors).toEqual([new Error('not yet')]);
    clock.advance(1_000);
    await turn();
    clock.advance(60_000);
    await turn();
    expect(attempts).toBe(2);
    expect(errors).toHaveLength(1);
  });

  it('works again after the delay, and no more after stop', async () => {
    let worked = 0;
    const queue = WorkQueue.create({
      work: () => {
        worked += 1;
        return Date.now() + 500;
      },
      onError: () => {},
    });
    queue.add('a');
    await turn();
    expect(worked).toBe(1);
    clock.advance(500);
    await turn();
    expect(worked).toBe(2);
    queue.stop();
    clock.advance(1_000);
    await turn();
    expect(worked).toBe(2);
  });
});

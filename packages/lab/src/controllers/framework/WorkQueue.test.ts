import { FakeClock } from '../testUtils/FakeClock';
import { WorkQueue } from './WorkQueue';

const turn = () => new Promise(setImmediate);

describe('WorkQueue', () => {
  it('works once on a key that is added again while it waits', async () => {
    const worked: string[] = [];
    const queue = WorkQueue.create({
      clock: new FakeClock(),
      work: key => {
        worked.push(key);
        return {};
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

  it('tries again what failed, later each time', async () => {
    const clock = new FakeClock();
    const errors: unknown[] = [];
    let attempts = 0;
    const queue = WorkQueue.create({
      clock,
      work: () => {
        attempts += 1;
        if (attempts < 3) {
          throw new Error('not yet');
        }
        return {};
      },
      onError: error => errors.push(error),
    });
    queue.add('a');
    await turn();
    expect(attempts).toBe(1);
    clock.advance(20);
    await turn();
    expect(attempts).toBe(2);
    clock.advance(20);
    await turn();
    expect(attempts).toBe(2);
    clock.advance(20);
    await turn();
    expect(attempts).toBe(3);
    expect(errors).toHaveLength(2);
    clock.advance(60_000);
    await turn();
    expect(attempts).toBe(3);
  });

  it('takes the earliest of several delays, and none after stop', async () => {
    const clock = new FakeClock();
    let worked = 0;
    const queue = WorkQueue.create({
      clock,
      work: () => {
        worked += 1;
        return { requeueAfterMillis: 500 };
      },
      onError: () => {},
    });
    queue.addAfter('a', 1_000);
    queue.addAfter('a', 100);
    clock.advance(100);
    await turn();
    expect(worked).toBe(1);
    clock.advance(500);
    await turn();
    expect(worked).toBe(2);
    queue.stop();
    queue.add('a');
    clock.advance(1_000);
    await turn();
    expect(worked).toBe(2);
  });
});

/** Works through all items, as many at a time as there are workers. */
export async function inTurns<TItem, TWorker>(
  items: TItem[],
  workers: TWorker[],
  work: (item: TItem, worker: TWorker) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    workers.map(async worker => {
      for (const item of left) {
        await work(item, worker);
      }
    }),
  );
}

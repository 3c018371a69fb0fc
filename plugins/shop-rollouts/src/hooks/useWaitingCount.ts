import { waitingRows } from '../components/home/waitingRows';
import { useSummaries } from './useSummaries';

/**
 * How many releases wait for this person; undefined until it is known. To be
 * used within `DeliveryQueryProvider`.
 * @public
 */
export function useWaitingCount(): number | undefined {
  const { summaries } = useSummaries('waiting');
  return (
    summaries && waitingRows(summaries).filter(({ lane }) => lane.mayAct).length
  );
}

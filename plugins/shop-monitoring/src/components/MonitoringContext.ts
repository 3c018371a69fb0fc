import { createContext, useContext } from 'react';
import { WatchedEntity } from '../api/ShopMonitoringApi';
import { TimeRange } from '../hooks/timeRange';
import { ChartBand, ChartMark } from './chart/chartTypes';

/** What all parts of the tab share: one environment, range and set of marks. */
export interface MonitoringContextValue {
  entity: WatchedEntity;
  range: TimeRange;
  /** The range in words, inside a sentence: `last hour`. */
  rangeText: string;
  marks: ChartMark[];
  bands: ChartBand[];
  /** Somebody inspects a chart, so that charts keep still. */
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
}

export const MonitoringContext = createContext<
  MonitoringContextValue | undefined
>(undefined);

export function useMonitoringContext(): MonitoringContextValue {
  const value = useContext(MonitoringContext);
  if (!value) {
    throw new Error('Monitoring parts are used inside of the tab only');
  }
  return value;
}

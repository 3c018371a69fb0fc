import { RefObject } from 'react';
import { Panel } from '@shop-portal/plugin-shop-monitoring-common';
import { useIsNear } from '../../hooks/useIsNear';
import { usePanelData } from '../../hooks/useMonitoring';
import { useWidth } from '../../hooks/useWidth';
import { useMonitoringContext } from '../MonitoringContext';

/** Widths are rounded, so that a window dragged by a pixel asks for nothing. */
const WIDTH_STEP = 100;
const MIN_WIDTH = 100;

/** The data of a panel, read once the panel comes near to what is in sight. */
export function usePanelState(options: {
  frame: RefObject<HTMLElement>;
  uid: string;
  panel: Panel;
  variables: Record<string, string[]>;
}) {
  const { frame, uid, panel, variables } = options;
  const { entity, range, isPaused } = useMonitoringContext();
  const isNear = useIsNear(frame);
  const width = useWidth(frame);
  const rounded = Math.max(
    Math.ceil(width / WIDTH_STEP) * WIDTH_STEP,
    MIN_WIDTH,
  );
  return usePanelData({
    entity,
    uid,
    panelId: panel.id,
    range,
    variables,
    width: isNear && width > 0 ? rounded : 0,
    isPaused,
  });
}

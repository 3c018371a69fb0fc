import { useEffect, useMemo, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { alignSeries } from './alignSeries';
import styles from './chart.module.css';
import { ChartColors } from './ChartColors';
import { ChartData } from './chartTypes';
import { ChartTooltip } from './ChartTooltip';
import { joinMarks, MarkGroup } from './joinMarks';
import { MarkButtons } from './MarkButtons';
import { plotOptions } from './plotOptions';
import { useThemeVersion } from './useThemeVersion';
import { useWidth } from '../../hooks/useWidth';

export interface ChartCanvasProps {
  data: ChartData;
  height: number;
  formatValue: (value: number) => string;
  /** Said in place of the picture. */
  summary: string;
  /** A tooltip opened or closed; updates wait while one is open. */
  onInspect: (isOpen: boolean) => void;
}

/** Draws a chart on a canvas, with its marks as real buttons over it. */
export function ChartCanvas(props: ChartCanvasProps) {
  const { data, height, formatValue, onInspect } = props;
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const themeVersion = useThemeVersion();
  const [groups, setGroups] = useState<MarkGroup[]>([]);
  const [row, setRow] = useState<number | null>(null);
  const columns = useMemo(
    () => alignSeries(data.series, data.isStacked),
    [data],
  );

  useEffect(() => {
    const element = host.current;
    if (!element || width === 0) {
      return undefined;
    }
    const plot = new UPlot(
      plotOptions({
        data,
        width,
        height,
        formatValue,
        colors: ChartColors.of(element),
        onCursor: setRow,
        onDrawn: drawn => {
          const inside = data.marks.filter(
            ({ at }) => at >= data.from && at <= data.to,
          );
          setGroups(
            joinMarks(
              inside,
              at => drawn.over.offsetLeft + drawn.valToPos(at / 1000, 'x'),
            ),
          );
        },
      }),
      columns as UPlot.AlignedData,
      element,
    );
    return () => plot.destroy();
  }, [columns, data, formatValue, height, width, themeVersion]);

  const isInspecting = row !== null;
  useEffect(() => onInspect(isInspecting), [isInspecting, onInspect]);

  return (
    <div className={styles.canvas} style={{ height }}>
      <div ref={host} role="img" aria-label={props.summary} />
      <MarkButtons groups={groups} />
      {row !== null && (
        <ChartTooltip
          series={data.series}
          at={columns[0][row] * 1000}
          formatValue={formatValue}
        />
      )}
    </div>
  );
}

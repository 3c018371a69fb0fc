import uPlot from 'uplot';
import { ChartColors } from './ChartColors';
import { ChartBand, ChartData, ChartLimit } from './chartTypes';

const HATCH_GAP = 6;
const MARK_WIDTH = 2;

function xOf(plot: uPlot, millis: number): number {
  return plot.valToPos(millis / 1000, 'x', true);
}

function hatch(plot: uPlot, band: ChartBand, color: string) {
  const { ctx, bbox } = plot;
  const left = Math.max(xOf(plot, band.from), bbox.left);
  const right = Math.min(xOf(plot, band.to), bbox.left + bbox.width);
  if (right <= left) {
    return;
  }
  ctx.beginPath();
  ctx.rect(left, bbox.top, right - left, bbox.height);
  ctx.clip();
  ctx.beginPath();
  for (
    let x = left - bbox.height;
    x < right;
    x += HATCH_GAP * devicePixelRatio
  ) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.strokeStyle = color;
  ctx.globalAlpha = 0.35;
  ctx.stroke();
}

function drawLimit(plot: uPlot, limit: ChartLimit, color: string) {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(limit.value, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) {
    return;
  }
  ctx.beginPath();
  ctx.setLineDash([8 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.strokeStyle = color;
  ctx.stroke();
}

function drawMark(plot: uPlot, at: number, color: string) {
  const { ctx, bbox } = plot;
  const x = xOf(plot, at);
  if (x < bbox.left || x > bbox.left + bbox.width) {
    return;
  }
  ctx.beginPath();
  ctx.lineWidth = MARK_WIDTH * devicePixelRatio;
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.strokeStyle = color;
  ctx.stroke();
}

/** Draws what lies over the lines: alert bands, limits and marks. */
export function drawOverlays(
  plot: uPlot,
  data: ChartData,
  colors: ChartColors,
) {
  const apart = (draw: () => void) => {
    plot.ctx.save();
    // The line before may have been dashed.
    plot.ctx.setLineDash([]);
    draw();
    plot.ctx.restore();
  };
  const negative = colors.get('--bui-fg-negative');
  data.bands.forEach(band => apart(() => hatch(plot, band, negative)));
  data.limits.forEach(limit =>
    apart(() => drawLimit(plot, limit, colors.get(`--bui-fg-${limit.tone}`))),
  );
  data.marks.forEach(({ at }) =>
    apart(() => drawMark(plot, at, colors.get('--bui-fg-primary'))),
  );
}

import { Labels } from '../traffic/Series';

const EXPRESSION = /\{\{-?\s*(.*?)\s*-?\}\}/g;
const LABEL = /^\$labels\.(\w+)$/;
const VALUE =
  /^\$value(?:\s*\|\s*(humanize|humanizePercentage|humanizeDuration))?$/;
const PRINTF = /^(?:\$value\s*\|\s*)?printf\s+"%\.(\d)f"(?:\s+\$value)?$/;

/** Fills in the labels and the value of an alert. */
export function expandTemplate(
  text: string,
  data: { labels: Labels; value: number },
): string {
  return text.replace(EXPRESSION, (_whole, expression: string) => {
    const label = LABEL.exec(expression);
    if (label) {
      return data.labels[label[1]] ?? '';
    }
    const digits = PRINTF.exec(expression);
    if (digits) {
      return data.value.toFixed(Number(digits[1]));
    }
    const value = VALUE.exec(expression);
    return value
      ? humanize(data.value, value[1])
      : `<error expanding template: ${expression}>`;
  });
}

function humanize(value: number, how: string | undefined): string {
  const short = (number: number) => String(Number(number.toPrecision(4)));
  switch (how) {
    case 'humanizePercentage':
      return `${short(value * 100)}%`;
    case 'humanizeDuration':
      return `${short(value)}s`;
    case 'humanize':
      return Math.abs(value) >= 1000 ? `${short(value / 1000)}k` : short(value);
    default:
      return String(value);
  }
}

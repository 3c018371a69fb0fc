type Point = [time: number, value: string];

interface Answer {
  status: string;
  errorType?: string;
  data?: {
    resultType: string;
    result: Array<{
      metric: Record<string, string>;
      value?: Point;
      values?: Point[];
    }>;
  };
}

/** What a Prometheus answers, so that two of them can be compared. */
export async function askPrometheus(
  url: string,
  path: string,
  parameters: Record<string, string | number>,
) {
  const address = new URL(`/api/v1/${path}`, url);
  for (const [name, value] of Object.entries(parameters)) {
    address.searchParams.append(name, String(value));
  }
  const response = await fetch(address);
  const { status, errorType, data } = (await response.json()) as Answer;
  if (!data) {
    return { http: response.status, status, errorType };
  }
  const { resultType, result } = data;
  return {
    http: response.status,
    status,
    resultType,
    result: ['vector', 'matrix'].includes(resultType)
      ? result
          .map(({ metric, value, values }) => ({
            series: JSON.stringify(Object.entries(metric).sort()),
            points: (values ?? [value ?? []]).map(toComparable),
          }))
          // A vector has no order.
          .sort((a, b) => (a.series < b.series ? -1 : 1))
      : toComparable(result),
  };
}

/** `NaN` and `+Inf` stay texts, and what is no number does. */
function toComparable([time, value]: unknown[]) {
  const number = Number(value);
  return [time, Number.isFinite(number) ? number : value];
}

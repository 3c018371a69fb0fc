import { z } from 'zod';
import { QueriedPrometheus } from '../grafana/runPrometheusQuery';
import { PromqlError } from '../prometheus/promql/PromqlError';
import { Points, Value } from '../prometheus/promql/values';

const point = z.tuple([z.number(), z.string().transform(toNumber)]);
const metric = z.record(z.string(), z.string());

const answerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({ resultType: z.literal('scalar'), result: point }),
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric, value: point })),
      }),
      z.object({
        resultType: z.literal('matrix'),
        result: z.array(z.object({ metric, values: z.array(point) })),
      }),
    ]),
  }),
  z.object({
    status: z.literal('error'),
    errorType: z.string(),
    error: z.string(),
  }),
]);

/** A Prometheus that is asked over its HTTP API. */
export class RemotePrometheus implements QueriedPrometheus {
  constructor(private readonly url: string) {}

  async instant(query: string, time: number): Promise<Value> {
    const data = await this.ask('query', { query, time });
    switch (data.resultType) {
      case 'scalar':
        return data.result[1];
      case 'vector':
        return data.result.map(({ metric: labels, value }) => ({
          labels,
          value: value[1],
        }));
      default:
        throw new Error(`${query} gives a ${data.resultType}`);
    }
  }

  async range(
    query: string,
    range: { start: number; end: number; step: number },
  ): Promise<Points[]> {
    const data = await this.ask('query_range', { query, ...range });
    if (data.resultType !== 'matrix') {
      throw new Error(`${query} gives a ${data.resultType}`);
    }
    return data.result.map(({ metric: labels, values: points }) => ({
      labels,
      points,
    }));
  }

  private async ask(path: string, parameters: Record<string, string | number>) {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(
        Object.entries(parameters).map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
    });
    const answer = answerSchema.parse(await response.json());
    if (answer.status === 'success') {
      return answer.data;
    }
    throw answer.errorType === 'bad_data'
      ? PromqlError.badData(answer.error)
      : PromqlError.execution(answer.error);
  }
}

function toNumber(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

/** A query that the real server would refuse, in the words of its API. */
export class PromqlError extends Error {
  private constructor(
    readonly status: 400 | 422,
    readonly errorType: 'bad_data' | 'execution',
    message: string,
  ) {
    super(message);
  }

  static badData(message: string): PromqlError {
    return new PromqlError(400, 'bad_data', message);
  }

  static execution(message: string): PromqlError {
    return new PromqlError(422, 'execution', message);
  }
}

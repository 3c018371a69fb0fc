/** A line of a watch is one object; a megabyte is beyond what etcd stores. */
const MAX_LINE_LENGTH = 4 * 1024 * 1024;

/** Splits a stream of bytes into its non-empty lines. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LENGTH) {
      throw new Error('A line of the stream is too long');
    }
    for (const line of lines) {
      if (line.trim() !== '') {
        yield line;
      }
    }
  }
  if (rest.trim() !== '') {
    yield rest;
  }
}

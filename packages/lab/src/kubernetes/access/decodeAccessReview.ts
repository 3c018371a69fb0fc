/**
 * kubectl sends its own requests as protobuf. Of all kinds only the access
 * review is read here, for `kubectl auth can-i`; files come as JSON.
 */
const MAGIC = Buffer.from('k8s\0');

// Field numbers of runtime.Unknown and of k8s.io/api/authorization/v1.
const ENVELOPE_RAW = 2;
const REVIEW_SPEC = 2;
const RESOURCE_ATTRIBUTES = 1;
const NON_RESOURCE_ATTRIBUTES = 2;
const RESOURCE_FIELDS = new Map([
  [1, 'namespace'],
  [2, 'verb'],
  [3, 'group'],
  [4, 'version'],
  [5, 'resource'],
  [6, 'subresource'],
  [7, 'name'],
]);
const NON_RESOURCE_FIELDS = new Map([
  [1, 'path'],
  [2, 'verb'],
]);

const VARINT = 0;
const LENGTH_DELIMITED = 2;

type Message = Map<number, Buffer>;

/** The JSON of a SelfSubjectAccessReview, or undefined for bytes that are none. */
export function decodeAccessReview(body: Buffer): unknown {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    return undefined;
  }
  const envelope = readMessage(body.subarray(MAGIC.length));
  const review = readMessage(envelope.get(ENVELOPE_RAW));
  const spec = readMessage(review.get(REVIEW_SPEC));
  const resource = spec.get(RESOURCE_ATTRIBUTES);
  const nonResource = spec.get(NON_RESOURCE_ATTRIBUTES);
  return {
    spec: {
      ...(resource && {
        resourceAttributes: readStrings(resource, RESOURCE_FIELDS),
      }),
      ...(nonResource && {
        nonResourceAttributes: readStrings(nonResource, NON_RESOURCE_FIELDS),
      }),
    },
  };
}

function readStrings(
  bytes: Buffer,
  fields: Map<number, string>,
): Record<string, string> {
  const message = readMessage(bytes);
  const strings: Record<string, string> = {};
  for (const [number, name] of fields) {
    const value = message.get(number)?.toString('utf8');
    if (value) {
      strings[name] = value;
    }
  }
  return strings;
}

/** The length-delimited fields of a message; its numbers are skipped. */
function readMessage(bytes: Buffer = Buffer.alloc(0)): Message {
  const message: Message = new Map();
  let offset = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.readUInt8(offset);
      offset += 1;
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (offset < bytes.length) {
    const tag = readVarint();
    const length = readVarint();
    switch (tag % 8) {
      case VARINT:
        break;
      case LENGTH_DELIMITED:
        message.set(
          Math.floor(tag / 8),
          bytes.subarray(offset, offset + length),
        );
        offset += length;
        break;
      default:
        throw new Error(`unexpected wire type ${tag % 8}`);
    }
  }
  return message;
}

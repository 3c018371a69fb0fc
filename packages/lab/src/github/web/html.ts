/** Markup that is safe to send: every text in it was escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | Part[];

/** Builds markup; whatever is not markup itself is escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.reduce(
      (text, string, index) => `${text}${render(parts[index - 1])}${string}`,
    ),
  );
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === undefined) {
    return '';
  }
  if (Array.isArray(part)) {
    return part.map(render).join('');
  }
  return part instanceof Html
    ? part.text
    : String(part).replace(/[&<>"']/g, character => ENTITIES[character]);
}

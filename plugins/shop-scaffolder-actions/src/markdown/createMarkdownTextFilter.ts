import { createTemplateFilter } from '@backstage/plugin-scaffolder-node/alpha';
import { escapeMarkdown } from './escapeMarkdown';

/** Adds the filter `markdownText` to the language of templates. */
export function createMarkdownTextFilter() {
  return createTemplateFilter({
    id: 'markdownText',
    description:
      'Writes a text so that Markdown shows it as it is, on one line.',
    examples: [
      {
        description: 'A text with a star',
        example: "${{ '2 * 3' | markdownText }}",
        notes: 'becomes `2 \\* 3`',
      },
    ],
    filter: (text: unknown) => escapeMarkdown(String(text)),
  });
}

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { render } from '../../../adapters/web/render.ts';
import type { Reply } from '../../../src/types.ts';
import { replies } from '../replies.ts';

const golden = (name: string) => new URL(`../../golden/web/${name}.html`, import.meta.url);

describe('a Reply in the page', () => {
  for (const [name, reply] of Object.entries(replies)) {
    it(`is rendered as before: ${name}`, () => {
      const html = `${render(reply).replace(/></gu, '>\n<')}\n`;
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden(name), html);
      assert.equal(html, readFileSync(golden(name), 'utf8'));
    });
  }

  it('has what an alert and a case are for at their head, and of all others at the end', () => {
    const part = {
      lang: 'ja',
      text: 'すぐに電話してください。',
      facts: [{ label: '種類', value: '紛失' }],
      buttons: [{ id: 'x', label: '確認しました' }],
    } as const;
    const isFirst = (reply: Reply) => render(reply).indexOf('確認しました') < render(reply).indexOf('紛失');
    assert.ok(isFirst({ kind: 'alert', ...part }));
    assert.ok(isFirst({ kind: 'summary', ...part, sections: [{ title: '期限' }] }));
    assert.ok(!isFirst({ kind: 'summary', ...part }));
    assert.ok(!isFirst({ kind: 'notice', ...part }));
  });

  it('has one line for a short text and several for a long one', () => {
    const text = (max: number) =>
      render({
        kind: 'form',
        lang: 'ja',
        text: '',
        form: {
          id: 'f',
          title: 't',
          submit: 's',
          inputs: [{ id: 'i', kind: 'text', label: 'l', max, values: ['"係長"'] }],
        },
      });
    assert.match(text(100), /<input type="text" maxlength="100" value="&#34;係長&#34;" name="i"/u);
    assert.match(text(500), /<textarea rows="2" maxlength="500" name="i"/u);
  });

  it('never lets what people wrote become markup, in any part', () => {
    const evil = fc.stringMatching(/^[<>&"'a-z=/ ]{1,40}$/u);
    fc.assert(
      fc.property(evil, (text) => {
        const reply: Reply = {
          kind: 'answer',
          lang: 'en',
          verdict: 'info',
          verdictLabel: text,
          title: text,
          text,
          facts: [{ label: text, value: text, edit: text }],
          steps: [text],
          quotes: [{ id: text, label: text, heading: text, text, english: text }],
          input: {
            id: text,
            kind: 'choices',
            label: text,
            options: [{ value: text, label: text }],
            values: [text],
            hint: text,
          },
          buttons: [{ id: text, label: text }],
          form: {
            id: text,
            title: text,
            submit: text,
            inputs: (['text', 'number', 'datetime', 'choice', 'choices'] as const).map((kind) => ({
              id: text,
              kind,
              label: text,
              values: [text],
              hint: text,
              options: [{ value: text, label: text }],
            })),
          },
          sections: [
            { title: text, text, facts: [{ label: text, value: text }], buttons: [{ id: text, label: text }] },
          ],
          files: [{ id: text, name: text }],
          note: text,
        };
        const tags =
          render(reply)
            .replace(/"[^"]*"/gu, '')
            .match(/<\/?[a-z0-9]+/gu) ?? [];
        const known =
          /^<\/?(?:article|p|span|h3|ol|li|dl|div|dt|dd|button|details|summary|blockquote|b|br|fieldset|legend|form|label|input|section|h4|a|textarea|select|option)$/u;
        assert.deepEqual(
          tags.filter((tag) => !known.test(tag)),
          [],
        );
      }),
    );
  });
});

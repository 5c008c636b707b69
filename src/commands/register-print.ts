import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import {
  findElement,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import type { About } from '../app/register-copy.ts';
import type { Heading } from '../core/registers/register.ts';

// Half-width letters side by side that can still be read on A4 landscape.
const lettersAcross = 200;

/** `&` begins a code in headers and footers; 255 letters is all they hold. */
const plain = (text: string): string => text.replace(/&/g, '&&').slice(0, 80);

const headerFooter = ({ title, year, unit, number, seal }: About): string => {
  const header = `&L${plain(title)} ${plain(year)}&R${plain(unit)}`;
  const sealed = seal ? `封印 ${seal.number}番 ${seal.hash.slice(0, 16)}` : '';
  const footer = `&L${sealed}&C&P / &N ページ&R書き出し番号 ${number}`;
  return `<headerFooter><oddHeader>${sanitizeTextContent(header)}</oddHeader><oddFooter>${sanitizeTextContent(footer)}</oddFooter></headerFooter>`;
};

/** The head of the table and the numbers of the cases, on every page. */
const printTitles = (title: string, headRow: number): string => {
  const sheet = `'${sanitizeTextContent(title.replace(/'/g, "''"))}'`;
  return `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${sheet}!$A:$A,${sheet}!$${headRow}:$${headRow}</definedName></definedNames>`;
};

const inOrder = (xml: string, file: 'xl/workbook.xml' | 'xl/worksheets/sheet{id}.xml', root: string, markup: string) =>
  insertElementMarkupAccordingToOrderOfSiblings(xml, markup, getOrderOfSiblings(file, root) ?? [], root);

const intoSheet = (xml: string, markup: string): string =>
  inOrder(xml, 'xl/worksheets/sheet{id}.xml', 'worksheet', markup);

const fitToPage = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** How the sheet goes to paper: what the library has no option for, through the way it offers for that. */
export const printing = (
  about: About,
  headings: readonly Heading[],
  headRow: number,
): Feature<Stream | Buffer | Blob> => {
  const letters = headings.reduce((sum, { width }) => sum + width, 0);
  const pages = Math.max(1, Math.ceil(letters / lettersAcross));
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) => [fitToPage, headerFooter(about)].reduce(intoSheet, xml),
          transformElementAttributes: (tag, attributes) => {
            if (tag === 'pageSetup') return { ...attributes, fitToWidth: pages, fitToHeight: 0 };
            if (tag !== 'pageMargins') return attributes;
            return { ...attributes, left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 };
          },
        },
        'xl/workbook.xml': {
          transform: (xml) => {
            const names = printTitles(about.title, headRow);
            const there = findElement(xml, 'definedNames');
            return there ? replaceElement(xml, there, names) : inOrder(xml, 'xl/workbook.xml', 'workbook', names);
          },
        },
      },
    },
  };
};

/** Text for where n8n shows HTML, in which a bare `<` swallows what follows. */
export const asHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

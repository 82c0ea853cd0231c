/** Shows results as a plain list: `{url, title, snippet: HTML or text}`. */
export function show(list, results) {
  list.replaceChildren(
    ...results.map(({ url, title, snippet }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = link.dataset.hit = url;
      link.append(title, ' ');
      const text = document.createElement('span');
      text.className = 'snippet';
      text.innerHTML = snippet;
      link.append(text);
      item.append(link);
      return item;
    }),
  );
}

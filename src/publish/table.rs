//! Tables in an article's text.

use std::fmt::Write as _;

/// Says what is wrong with a table's shape: where in its block, and what to do.
pub(super) fn check(head: &[String], rows: &[Vec<String>], mut say: impl FnMut(String, String)) {
    if head.is_empty() {
        say("/head".into(), "the table has no head: say what each column holds".into());
    }
    if rows.is_empty() {
        say("/rows".into(), "the table has no rows: write one, or remove the table".into());
    }
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != head.len() && !head.is_empty()) {
        let (cells, columns) = (row.len(), head.len());
        let advice = "write a cell for each column, \"\" where there is no value";
        say(format!("/rows/{number}"), format!("the row has {cells} cells but the head {columns}: {advice}"));
    }
}

/// Writes a table whose cells are HTML: in a box that scrolls, which a keyboard reaches and a screen reader can name
/// (WCAG 2.2, 2.1.1). `id` is that of its
/// caption; without one there is a name for it.
pub(super) fn write(html: &mut String, id: &str, caption: Result<&str, &str>, head: &[String], rows: &[Vec<String>]) {
    html.push_str("<figure class=\"table\">");
    let name = match caption {
        Ok(caption) => {
            let _ = write!(html, "<figcaption id=\"{id}\">{caption}</figcaption>");
            format!("aria-labelledby=\"{id}\"")
        }
        Err(name) => format!("aria-label=\"{name}\""),
    };
    let _ = write!(html, "<div role=\"region\" {name} tabindex=\"0\"><table {name}><thead><tr>");
    let classes: Vec<&str> = (0..head.len()).map(|column| class(column, rows)).collect();
    for (cell, class) in head.iter().zip(&classes) {
        let _ = write!(html, "<th scope=\"col\"{class}>{cell}</th>");
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for (column, (cell, class)) in row.iter().zip(&classes).enumerate() {
            let _ = match column {
                0 => write!(html, "<th scope=\"row\"{class}>{cell}</th>"),
                _ => write!(html, "<td{class}>{cell}</td>"),
            };
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div></figure>");
}

/// Figures stand under each other at the end of their column.
fn class(column: usize, rows: &[Vec<String>]) -> &'static str {
    let is_figure = |cell: &String| {
        let part = |c: char| c.is_ascii_digit() || c.is_whitespace() || " +-−–.,%€$".contains(c);
        cell.chars().all(part)
    };
    let mut cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).peekable();
    let figures = column > 0 && cells.peek().is_some() && cells.all(is_figure);
    if figures { " class=\"figure\"" } else { "" }
}

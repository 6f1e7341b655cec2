//! What the author tool makes of an article's source: a compiled article, and a page for who has no JavaScript.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{fs, path::Path};

use common::source::{changed, findings, fixture, is_at};
use login_help::{
    article::{
        Article, Block, CalloutKind, Channel, FactId, Item, Kind, Picture, Plain, Span, Target, ValueId, Values,
    },
    author::{
        Finding, MissingPlaceholder, Parts, Says, Translation, article_html, compile, fill_template, read, strings,
    },
    locale::Strings,
};
use proptest::prelude::*;

fn good() -> Article {
    compile(&fixture("good")).expect("the good article compiles").remove(0)
}

fn words() -> Strings {
    strings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales/en.toml"))
        .expect("the English strings are whole")
}

#[test]
fn a_good_article_compiles_to_bytes_that_give_it_back() {
    let shipped = ["sendgrid-login", "two-factor", "university-sso"];
    let shipped = shipped.map(|id| Path::new(env!("CARGO_MANIFEST_DIR")).join("public/articles").join(id));
    let shipped = shipped.iter().flat_map(|folder| compile(folder).expect("what is shipped compiles"));
    for article in shipped.chain([good()]) {
        assert_eq!(Article::from_bytes(&article.to_bytes().unwrap()), Ok(article));
    }
}

#[test]
fn a_flow_keeps_its_order_its_logic_and_its_defaults() {
    let article = good();
    let draft = article.draft();
    let ids: Vec<&str> = draft.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids, ["symptom", "error", "account", "sends"]);
    assert_eq!(draft.facts.iter().map(|fact| fact.server).collect::<Vec<_>>(), [false, false, true, false]);
    assert_eq!(
        draft.questions.iter().map(|question| question.kind).collect::<Vec<_>>(),
        [Kind::Choice, Kind::Message, Kind::Choice]
    );
    let alternatives = &draft.remedies[0].when.as_ref().unwrap().0;
    assert_eq!(alternatives.len(), 2);
    assert_eq!((alternatives[0][0].fact, alternatives[0][0].values), (FactId(2), Values::first(2)));
    assert_eq!(draft.remedies.iter().map(|remedy| remedy.weight).collect::<Vec<_>>(), [1, 5, 1]);
    assert_eq!(
        draft.remedies.iter().map(|remedy| remedy.handoff).collect::<Vec<_>>(),
        [Channel::Reply, Channel::Support, Channel::None]
    );
    assert_eq!(draft.remedies[1].interruption, article.find_fact("sends"));
    assert_eq!(draft.remedies[1].action.as_ref().unwrap().label, "Reset it");
    assert_eq!(draft.patterns[0].text, "535 authentication failed bad username password");
    assert_eq!(draft.facts[0].values[1].hint, "Closed or frozen");
}

#[test]
fn sentences_that_people_say_are_read_and_stay_out_of_the_compiled_article() {
    let folder = changed("says", |words| {
        let words = words.replace("hint = \"Closed or frozen\"", "says = [\"they closed my account\"]");
        words.replace("action = \"Reset it\"", "action = \"Reset it\"\nsays = [\" forgot it \", \"no idea\"]").into()
    });
    let manuscript = read(&folder).map_err(|findings| findings[0].to_string()).expect("the article is read");
    let language = &manuscript.languages[0];
    let says: Vec<(Says, &str)> = language.says.iter().map(|said| (said.says, said.text.as_str())).collect();
    let reset = Says::Remedy(language.article.find_remedy("reset").unwrap());
    assert_eq!(
        says,
        [(Says::Answer(FactId(0), ValueId(1)), "they closed my account"), (reset, "forgot it"), (reset, "no idea")]
    );
    let bytes = language.article.to_bytes().unwrap();
    assert!(!bytes.windows(4).any(|part| part == b"idea"));
}

#[test]
fn a_sentence_without_words_is_refused() {
    let folder = changed("says-nothing", |words| {
        words.replace("action = \"Reset it\"", "action = \"Reset it\"\nsays = [\"forgot it\", \" \"]").into()
    });
    let found = findings(&folder);
    assert!(found.len() == 1 && is_at(&found[0], "en.md", 32, "says") && found[0].code.id == "LH024", "{found:?}");
}

#[test]
fn what_people_say_leads_to_remedies_only() {
    let folder = changed("says-elsewhere", |words| {
        let words = words.replace("[support]\n", "[sections.more]\nsays = [\"more\"]\n\n[support]\n");
        (words + "\n## More {#more}\n\nMore.\n").into()
    });
    let found = findings(&folder);
    let said = |finding: &Finding| finding.code.id == "LH025" && is_at(finding, "en.md", 35, "no remedy");
    assert!(found.iter().any(said), "{found:?}");
}

#[test]
fn markdown_becomes_blocks_and_spans() {
    let article = good();
    let [terminated, reset, support] = &article.draft().sections[..] else { panic!("three sections") };
    assert_eq!((reset.source.as_str(), reset.checked.as_str()), ("https://example.com/reset", "2026-11-24"));
    let plain = |text: &str| Span { text: text.into(), ..Span::default() };
    let url = Target::Url("https://example.com/terms".into());
    let section = Target::Section(article.remedy(article.find_remedy("reset").unwrap()).unwrap().section);
    assert_eq!(
        terminated.blocks,
        [Block::Plain(Plain::Paragraph(vec![
            plain("The account is "),
            Span { strong: true, ..plain("gone") },
            plain(", "),
            Span { emphasis: true, ..plain("really") },
            plain(" "),
            Span { code: true, ..plain("gone") },
            plain(". See "),
            Span { target: Some(section), ..plain("how to reset") },
            plain(" or "),
            Span { target: Some(url), ..plain("the terms") },
            plain("."),
        ]))]
    );
    let [Block::Callout(warning), Block::Plain(Plain::Steps(steps)), Block::Callout(advice)] = &reset.blocks[..] else {
        panic!("a warning, steps, and advice: {:?}", reset.blocks)
    };
    assert_eq!((warning.kind, warning.when.is_some()), (CalloutKind::Warning, true));
    assert_eq!(warning.body, [Plain::Paragraph(vec![plain("What sends with the password stops.")])]);
    assert_eq!((advice.kind, advice.when.is_some()), (CalloutKind::Advice, false));
    assert_eq!(steps.len(), 2);
    assert_eq!(support.blocks[1], Block::Plain(Plain::Code("535 <Authentication failed>".into())));
}

/// A section with what real articles have, in the good article's folder.
const REAL: &str = "
## Real {#real}

### On the website

1. Press <kbd>Ctrl</kbd>, then:

       curl -u apikey

   It takes a minute.

   > [!NOTE]
   > Only for owners.
2. Choose one:
   - **first**
   - second
3. Look. ![The page](login.png)

| Code | Means |
|---|---|
| 535 | [wrong](#reset) |

![The login page](https://cdn.example.com/login.png \"640x360\")
";

fn real() -> Article {
    let folder = changed("real", |words| (words + REAL).into());
    let flow = fs::read_to_string(folder.join("flow.toml")).unwrap();
    fs::write(folder.join("flow.toml"), format!("pictures = [\"https://cdn.example.com\"]\n{flow}")).unwrap();
    for (name, width) in [("login.png", 320), ("login-dark.png", 320)] {
        let file = fs::File::create(folder.join(name)).unwrap();
        png::Encoder::new(file, width, 200).write_header().unwrap();
    }
    let mut manuscript = read(&folder).unwrap_or_else(|findings| panic!("{}", findings[0]));
    manuscript.languages.remove(0).article
}

#[test]
fn what_real_articles_have_is_kept_whole() {
    let article = real();
    let section = article.draft().sections.last().unwrap();
    let plain = |text: &str| Span { text: text.into(), ..Span::default() };
    let [
        Block::Plain(Plain::Heading(heading)),
        Block::Plain(Plain::Steps(steps)),
        Block::Plain(Plain::Table(table)),
        Block::Plain(Plain::Picture(remote)),
    ] = &section.blocks[..]
    else {
        panic!("{:?}", section.blocks)
    };
    assert_eq!(heading, "On the website");
    assert_eq!(steps[0].text, [plain("Press "), Span { key: true, ..plain("Ctrl") }, plain(", then:")]);
    let within = [
        Plain::Code("curl -u apikey".into()),
        Plain::Paragraph(vec![plain("It takes a minute.")]),
        Plain::Note(CalloutKind::Info, vec![plain("Only for owners.")]),
    ];
    assert_eq!(steps[0].inner, within);
    let item = |span| Item { text: vec![span], inner: Vec::new() };
    let choices = vec![item(Span { strong: true, ..plain("first") }), item(plain("second"))];
    assert_eq!(steps[1].inner, [Plain::List(choices)]);
    let picture = |light: &str, dark: &str, alternative: &str, width, height| Picture {
        light: light.into(),
        dark: dark.into(),
        alternative: alternative.into(),
        width,
        height,
    };
    assert_eq!(steps[2].text, [plain("Look.")]);
    assert_eq!(steps[2].inner, [Plain::Picture(picture("login.png", "login-dark.png", "The page", 320, 200))]);
    let rows: Vec<_> = table.rows().collect();
    assert!(rows.len() == 2 && rows.iter().all(|row| row.len() == 2) && rows[1][1][0].target.is_some());
    assert_eq!(*remote, picture("https://cdn.example.com/login.png", "", "The login page", 640, 360));
    assert_eq!(Article::from_bytes(&article.to_bytes().unwrap()), Ok(article));
}

#[test]
fn what_real_articles_have_stands_in_the_page_without_scripts() {
    let html = article_html(&real(), &words());
    for part in [
        "<h3>On the website</h3>",
        "<kbd>Ctrl</kbd>",
        "<pre><code>curl -u apikey</code></pre>",
        "<th>Means</th>",
        "<source srcset=\"articles/real/login-dark.png\" media=\"(prefers-color-scheme: dark)\">\
         <img src=\"articles/real/login.png\" alt=\"The page\" width=\"320\" height=\"200\" loading=\"lazy\">",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

const SHARED: &str = "[variables]
product = \"Quillnote\"

[parts]
careful = '''
> [!WARNING]
> {{product}} stops [sending](#support).
'''

[support]
";

#[test]
fn what_is_written_once_is_said_wherever_it_is_named() {
    let folder = changed("shared", |words| {
        let words = words.replace("[support]\n", SHARED).replace("What happens?", "What does {{product}} say?");
        let section = "\n## Shared {#shared}\n\n> [!INCLUDE careful]\n\n1. Open {{ product }}, and type `{{code}}`.\n";
        (words + section).into()
    });
    let article = compile(&folder).unwrap_or_else(|findings| panic!("{}", findings[0])).remove(0);
    let draft = article.draft();
    assert_eq!(draft.questions[0].prompt, "What does Quillnote say?");
    let [Block::Callout(warning), Block::Plain(Plain::Steps(steps))] = &draft.sections.last().unwrap().blocks[..]
    else {
        panic!("a warning and a step: {:?}", draft.sections.last())
    };
    let [Plain::Paragraph(spans)] = &warning.body[..] else { panic!("a paragraph: {:?}", warning.body) };
    assert_eq!((warning.kind, spans[0].text.as_str()), (CalloutKind::Warning, "Quillnote stops "));
    assert!(matches!(spans[1].target, Some(Target::Section(_))));
    assert_eq!(steps[0].text[0].text, "Open Quillnote, and type ");
    assert_eq!(steps[0].text[1].text, "{{code}}");
}

#[test]
fn variables_and_parts_are_known_used_and_in_no_circle() {
    let refused = |shared: &str, text: &str, word: &str| {
        let folder = changed("not-shared", |words| {
            let words = words.replace("[support]\n", &format!("{shared}\n[support]\n"));
            format!("{words}\n## More {{#more}}\n\n{text}\n").into()
        });
        let found = findings(&folder);
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.len() == 1 && found[0].code.id == "LH104" && said[0].contains(word), "{said:?}");
    };
    let product = "[variables]\nproduct = \"Quillnote\"\n";
    refused(product, "Open it.", "nothing says");
    refused("", "Open {{product}}.", "[variables]");
    refused(product, "Open {{product}} or {{prodct}}.", "did you mean");
    refused("[variables]\nproduct = 'a \"b\"'\n", "Open {{product}}.", "quotation marks");
    refused("[parts]\na = '''\nOne.\n'''\n", "Two.", "no section includes");
    refused("[parts]\na = '''\nOne.\n'''\n", "> [!INCLUDE a]\n\n> [!INCLUDE b]", "no part 'b'");
    refused("[parts]\na = '''\n> [!INCLUDE a]\n'''\n", "> [!INCLUDE a]", "itself");
    refused("[parts]\na = \"One.\"\n", "Two.", "'''");
}

#[test]
fn what_is_no_picture_of_the_articles_is_refused() {
    let refused = |text: &str| {
        let found = findings(&changed("no-picture", |words| format!("{words}\n{text}\n").into()));
        assert!(found.iter().all(|finding| finding.code.id == "LH100"), "{found:?}");
        found.len()
    };
    assert_eq!(refused("![The page](https://elsewhere.example/a.png \"640x360\")"), 1);
    assert_eq!(refused("![The page](https://elsewhere.example/a.png)"), 2);
    assert_eq!(refused("![](nowhere.png)"), 2);
    assert_eq!(refused("![up](../secret.png)"), 1);
    assert_eq!(refused("Look: ![The page](flow.toml)"), 2);
}

#[test]
fn line_ends_and_byte_order_marks_of_windows_change_nothing() {
    let folder = changed("windows", |words| format!("\u{feff}{}", words.replace('\n', "\r\n")).into());
    let windows = compile(&folder).unwrap().remove(0);
    assert_eq!(windows.draft().sections, good().draft().sections);
    assert_eq!(windows.draft().questions, good().draft().questions);
    let folder = changed("windows-fault", |words| words.replace("(#reset)", "(#rset)").replace('\n', "\r\n").into());
    assert!(is_at(&findings(&folder)[0], "en.md", 44, "rset"));
}

proptest! {
    #[test]
    fn no_change_to_the_words_makes_the_tool_panic(at in 0_usize..1_500, cut in 0_usize..40, put in "[-+\\[\\]{}#>!()*`=\"<& \n\r\ta-z0-9é]{0,12}") {
        let folder = changed("any", |words| {
            let letters: Vec<char> = words.chars().collect();
            let at = at.min(letters.len());
            let rest = letters.iter().skip(at + cut);
            letters[..at].iter().copied().chain(put.chars()).chain(rest.copied()).collect::<String>().into_bytes()
        });
        if let Ok(articles) = compile(&folder) {
            prop_assert!(!article_html(&articles[0], &words()).is_empty());
        }
    }
}

#[test]
fn the_page_has_every_section_with_a_link_from_its_contents() {
    let article = good();
    let html = article_html(&article, &words());
    for section in &article.draft().sections {
        let id = &section.id;
        assert!(html.contains(&format!(r#"<section id="{id}" aria-labelledby="{id}--heading" "#)), "{id}");
        assert_eq!(html.matches(&format!(r##"<li><a href="#{id}">"##)).count(), 1, "{id}");
    }
    assert!(html.contains(r#"<div class="callout callout-warning" role="note">"#));
    assert!(html.contains(r#"<a href="https://app.example.com/reset" rel="noopener noreferrer">Reset it "#));
    assert!(html.contains(r#"<time datetime="2026-11-24">"#));
    assert!(!html.contains("target="));
}

#[test]
fn the_page_says_which_questions_it_answers_as_schema_org_has_it() {
    let article = good();
    let html = article_html(&article, &words());
    let sections = article.draft().sections.len();
    let kinds = [("mainEntity", "Question"), ("acceptedAnswer", "Answer")];
    for (property, kind) in kinds {
        let marked = format!(r#"itemprop="{property}" itemscope itemtype="https://schema.org/{kind}""#);
        assert_eq!(html.matches(&marked).count(), sections, "{kind}");
    }
    for property in ["name", "text"] {
        assert_eq!(html.matches(&format!(r#"itemprop="{property}""#)).count(), sections, "{property}");
    }
    assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
}

#[test]
fn the_page_leads_to_itself_in_every_other_language() {
    let (article, words) = (good(), words());
    let page = |lang: &str, address: &str| Translation {
        lang: lang.into(),
        address: address.into(),
        title: format!("\"{lang}\""),
        intro: String::new(),
        words: words.clone(),
    };
    let pages = [page("de", "de.html"), page("en", "./")];
    let parts = Parts { article: &article, words: &words, style: "", late: "", sheet: "", script: "", pages: &pages };
    let html = fill_template(&format!("<!-- title --><!-- intro --><!-- article -->{REST}"), &parts).unwrap();
    assert!(html.contains(r#"<link rel="canonical" href="./" />"#));
    for (lang, address) in [("de", "de.html"), ("en", "./")] {
        assert!(html.contains(&format!(r#"<link rel="alternate" hreflang="{lang}" href="{address}" />"#)), "{lang}");
        assert!(html.contains(&format!(r#"<a href="{address}" hreflang="{lang}" lang="{lang}" dir="ltr" "#)), "{lang}");
        assert!(html.contains(&format!(r#"data-title="&quot;{lang}&quot;""#)), "{lang}");
    }
}

#[test]
fn the_page_escapes_whatever_the_words_say() {
    let folder = changed("markup", |words| {
        let words =
            words.replace("Trouble logging in", "A <b> & 'c'").replace("Reset it", "<i>\\\"").replace("535 <", "<");
        words.replace("Account terminated {", "Account &lt;u> {").replace("/terms", "/?a&b='c'").into()
    });
    let article = compile(&folder).unwrap().remove(0);
    let template = r#"<meta content="<!-- intro -->"><h1><!-- title --></h1><!-- article -->"#;
    let html = filled(&format!("{template}{REST}"), &article).unwrap();
    for escaped in
        ["A &lt;b&gt; &amp; &#39;c&#39;", "&lt;i&gt;&quot;", "&lt;Auth", "Account &lt;u&gt;", "?a&amp;b=&#39;c&#39;"]
    {
        assert!(html.contains(escaped), "{escaped}");
    }
    for raw in ["<b>", "<i>", "<Auth", "<u>"] {
        assert!(!html.contains(raw), "{raw}");
    }
}

#[test]
fn a_template_says_where_everything_goes() {
    let template = format!("<!-- title --><!-- intro --><!-- article -->{REST}");
    assert!(filled(&template, &good()).is_ok());
    let placeholders = template.split_inclusive("-->");
    for placeholder in placeholders {
        let missing = filled(&template.replace(placeholder, ""), &good()).unwrap_err();
        assert_eq!(missing.0, placeholder);
    }
}

#[test]
fn the_page_allows_its_own_inline_parts_by_their_digests_and_no_others() {
    let html = filled(&format!("<!-- title --><!-- intro --><!-- article -->{REST}"), &good()).unwrap();
    let (_, policy) = html.split_once("default-src 'none'").unwrap();
    // Of "sheet", "style" and "script", as any other tool reckons them.
    for digest in [
        "'sha256-eK9721Ym6woEZ3Kz7dpwXKnmC6evCWDuqJ9/ogHWhag='",
        "'sha256-y4brLZFNN99oV8PP5IJ7X3cLAahleBIGGLCyFXIWC+g='",
        "'sha256-IaAnC39moeTCWTPxOh5aG7tHV1eAcpMMgYkTH5xqquE='",
    ] {
        assert!(policy.contains(digest), "{digest}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline"));
}

/// What a page has besides title, intro and article.
const REST: &str = "<!-- lang --><!-- direction --><!-- skip to questions --><!-- skip to contents --><!-- alternates -->\
    <!-- languages --><!-- policy --><!-- first --><!-- style --><!-- late style --><!-- script -->";

fn filled(template: &str, article: &Article) -> Result<String, MissingPlaceholder> {
    let words = words();
    fill_template(
        template,
        &Parts { article, words: &words, style: "style", late: "late", sheet: "sheet", script: "script", pages: &[] },
    )
}

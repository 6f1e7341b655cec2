<?php
// What the site's owner does in WordPress's own pages: installs it, takes the block theme, and writes two pages.
define('WP_INSTALLING', true);
require __DIR__ . '/site/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Kestrel help', 'owner', 'owner@example.com', true, '', 'for a test alone');
wp_set_current_user(1);
switch_theme('twentytwentythree');
update_option('permalink_structure', '/%postname%/');
foreach (get_posts(['post_type' => 'page', 'post_status' => 'any']) as $page) {
    wp_delete_post($page->ID, true);
}
foreach (['welcome' => 'Welcome', 'login' => 'Trouble logging in'] as $name => $title) {
    $made = wp_insert_post([
        'post_type' => 'page',
        'post_status' => 'publish',
        'post_name' => $name,
        'post_title' => $title,
        'post_content' => wp_slash(file_get_contents(__DIR__ . "/$name.html")),
    ], true);
    if (is_wp_error($made)) {
        throw new Exception($made->get_error_message());
    }
    if ($name === 'welcome') {
        update_option('show_on_front', 'page');
        update_option('page_on_front', $made);
    }
}
flush_rewrite_rules();

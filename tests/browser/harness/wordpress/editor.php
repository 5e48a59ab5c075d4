<?php
// What an editor does: `php editor.php DEED [ARGUMENT..]`. Prints JSON.

require __DIR__ . '/wp-load.php';

$deeds = [
    // Once, after the installation: /wp-json/ works, nothing waits for approval, and one word is forbidden.
    'settles' => function (string $forbidden) {
        update_option('permalink_structure', '/%postname%/');
        update_option('comment_previously_approved', '0');
        update_option('disallowed_keys', $forbidden);
        flush_rewrite_rules(false);
    },
    'posts' => fn (string $title) => wp_insert_post([
        'post_title' => $title,
        'post_content' => 'Texte.',
        'post_status' => 'publish',
        'comment_status' => 'open',
    ], true),
    'switches' => fn (string $post, string $switch) => update_post_meta((int) $post, "depeche_$switch", '1'),
    'closes' => fn (string $post) => wp_update_post(['ID' => (int) $post, 'comment_status' => 'closed'], true),
    'waiting' => fn (string $post) => array_map('intval', get_comments([
        'post_id' => (int) $post, 'status' => 'hold', 'fields' => 'ids', 'orderby' => 'comment_ID', 'order' => 'ASC',
    ])),
    'approves' => fn (string $comment) => wp_set_comment_status((int) $comment, 'approve', true),
    'trashes' => fn (string $comment) => wp_trash_comment((int) $comment),
    // Published comments, the oldest first, a minute apart until now.
    'fills' => function (string $post, string $count) {
        wp_defer_comment_counting(true);
        for ($n = 1; $n <= $count; $n++) {
            wp_insert_comment([
                'comment_post_ID' => (int) $post,
                'comment_author' => "Lectrice $n",
                'comment_author_email' => "lectrice$n@exemple.org",
                'comment_content' => "Commentaire $n",
                'comment_date_gmt' => gmdate('Y-m-d H:i:s', time() - 60 * ($count - $n)),
                'comment_date' => wp_date('Y-m-d H:i:s', time() - 60 * ($count - $n)),
                'comment_approved' => 1,
            ]);
        }
        wp_defer_comment_counting(false);
        return true;
    },
];

$done = $deeds[$argv[1]](...array_slice($argv, 2));
if ($done === false || is_wp_error($done)) {
    fwrite(STDERR, is_wp_error($done) ? $done->get_error_message() : 'WordPress has refused');
    exit(1);
}
echo json_encode($done);

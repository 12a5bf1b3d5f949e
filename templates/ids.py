"""Every id that comes back from Slack: of buttons and menus, modals, shortcuts.

A card in Slack keeps them for years, so an id is never renamed; one that is gone is answered by `handlers/stale.py`.
"""

# On the card of an answer.
PART = "part_off"
SWAP = "other_reading"
READING = "choose_reading"
RESET = "as_asked"
NEXT = "next_page"
PREVIOUS = "previous_page"
OPEN = "open_case"
CHOOSE = "choose_case"
BACK = "back_to_list"
MORE = "show_all"
SHARE = "share"
SOURCE = "show_source"
MORE_SOURCE = "show_more_source"
SOURCE_PAGE = "show_source_page"
PICTURE = "show_picture"
CSV = "csv"
HELPFUL = "helpful"
NOT_HELPFUL = "not_helpful"
# What was wrong: one button for each of `index.state.feedback.REASONS`.
WHY_NOT_HELPFUL = "why_not_helpful"

# On the card of a case: its parts open a modal each.
CASE_PARTS = {"economy": "case_economy", "goals": "case_milestones", "history": "case_history"}
FOLLOW = "follow"
UNFOLLOW = "unfollow"
OWNER = "owner"
OWNER_BACK = "owner_back"
NOTES = "notes"
NOTE_REMOVE = "remove_note"
WRONG = "wrong_figure"

# On a digest, and in the list of subscriptions.
STOP_SUBSCRIPTION = "stop_subscription"
DIGEST_NOW = "digest_now"
DIGEST_RED = "digest_red"
DIGEST_ALL = "digest_all"
DIGEST_BEHIND = "digest_behind"

# On an alert.
ALERT_OPEN = "alert_open"

# On a reminder, and on a notice about what Slack does not take.
DUE_DONE = "due_done"
DUE_SNOOZE = "due_snooze"
DUE_UNDO = "due_undo"
DUE_NOT_MINE = "due_not_mine"
DUE_TAKE = "due_take"
DUE_ALL = "due_show_all"
REPLY_KEEP = "reply_keep"
REPLY_LEAVE = "reply_leave"
REPLY_NOTE = "reply_note"
REPLY_NEXT = "reply_next"
REPLY_TO = "reply_to"
REPLY_TO_FORM = "reply_to_form"
POST_RETRY = "post_retry"
POST_THERE = "post_is_there"
POST_AGAIN = "post_again"

# On a shared document.
LOAD = "load_document"
LEAVE = "leave_document"
CORRECT_TABLE = "correct_table"
NAME_COLUMNS = "name_columns"

# On the Home tab.
HOME_LANGUAGE = "home_language"
HOME_SEARCH = "home_search"
HOME_OPEN = "home_open_case"
HOME_CASES = "home_cases"
HOME_ALL = "home_all_waiting"
HOME_EXAMPLE = "home_example"
HOME_SETTINGS = "home_settings"
HOME_STAND_IN = "home_stand_in"
HOME_FOLLOWED = "home_followed"
STAND_IN_FORM = "stand_in_form"
FIRST_FIELD = "first"
LAST_FIELD = "last"

# For admins: what needs to be settled, each where it is settled, and what there is.
HOME_CORRECTIONS = "home_corrections"
HOME_COLUMNS = "home_columns"
HOME_WORDS = "home_status_words"
HOME_UNITS = "home_units"
HOME_DOCUMENTS = "home_documents"
HOME_PLAN = "home_plan"
HOME_UNHELPFUL = "home_unhelpful"
HOME_UNANSWERED = "home_unanswered"
EXPLAIN_WORD = "explain_word"
DROP_QUESTION = "drop_question"
HOME_OWN_WORDS = "home_own_words"
DROP_WORD = "drop_word"
WORD_FORM = "word_form"
TERM_FIELD = "term"
MEANS_FIELD = "means"
HOME_CHECKLIST = "home_checklist"
UNIT_FORM = "unit_form"
STATUS_WORDS_FORM = "status_words_form"
UNIT_FIELD = "unit"
CHANNEL_FIELD = "channel"
MANAGER_FIELD = "manager"

# On the list of corrections, for admins.
ACCEPT = "accept_correction"
REJECT = "reject_correction"

# Modals that are sent, and the names of what is filled in.
SEARCH_FORM = "search_form"
TABLE_FORM = "table_form"
COLUMNS_FORM = "columns_form"
TABLE_PLACE_FIELD = "table_municipality"
TABLE_UNIT_FIELD = "table_unit"
TABLE_COLUMN_FIELD = "table_column_"
TABLE_WORDS_FIELD = "table_words_"
OWNER_FORM = "owner_form"
WRONG_FORM = "wrong_form"
NOTE_FORM = "note_form"
DONE_FORM = "done_form"
SNOOZE_FORM = "snooze_form"
DAY_FIELD = "day"
NOTE_FIELD = "note"
QUESTION_FIELD = "question"
PERSON_FIELD = "person"
FIGURE_FIELD = "figure"
VALUE_FIELD = "value"
WHY_FIELD = "why"
CASE_FIELD = "case"

# Shortcuts, as the manifest names them.
SEARCH_SHORTCUT = "search"
NOTE_SHORTCUT = "attach_to_case"
